@NullMarked
package com.genericcorp.hub.load;

import org.jspecify.annotations.NullMarked;
