/** How a function's process starts, and how it says that it cannot. */
@NullMarked
package com.genericcorp.hub.startup;

import org.jspecify.annotations.NullMarked;
