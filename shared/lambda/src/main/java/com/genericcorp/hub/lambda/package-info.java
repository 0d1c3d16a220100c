/** What every function needs on AWS Lambda and nowhere else. */
@NullMarked
package com.genericcorp.hub.lambda;

import org.jspecify.annotations.NullMarked;
