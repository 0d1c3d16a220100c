/** What units of the meters cost. */
@NullMarked
package com.genericcorp.hub.api.pricebook;

import org.jspecify.annotations.NullMarked;
