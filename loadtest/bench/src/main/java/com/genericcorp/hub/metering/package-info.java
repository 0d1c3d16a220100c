@NullMarked
package com.genericcorp.hub.metering;

import org.jspecify.annotations.NullMarked;
