/** Operations, as those who asked for them see them. */
@NullMarked
package com.genericcorp.hub.api.operation;

import org.jspecify.annotations.NullMarked;
