/** Events: read back, and the tenant's own published. */
@NullMarked
package com.genericcorp.hub.api.event;

import org.jspecify.annotations.NullMarked;
