/** Events, read back. */
@NullMarked
package com.genericcorp.hub.api.event;

import org.jspecify.annotations.NullMarked;
