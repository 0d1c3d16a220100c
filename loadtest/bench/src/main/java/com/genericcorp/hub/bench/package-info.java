@NullMarked
package com.genericcorp.hub.bench;

import org.jspecify.annotations.NullMarked;
