/** The whole hub in one process, on one machine. */
@NullMarked
package com.genericcorp.hub.standalone;

import org.jspecify.annotations.NullMarked;
