/** What every service needs on Knative and nowhere else. */
@NullMarked
package com.genericcorp.hub.knative;

import org.jspecify.annotations.NullMarked;
