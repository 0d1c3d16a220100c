@NullMarked
package com.genericcorp.hub.bench.floor;

import org.jspecify.annotations.NullMarked;
