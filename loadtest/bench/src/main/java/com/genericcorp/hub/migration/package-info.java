@NullMarked
package com.genericcorp.hub.migration;

import org.jspecify.annotations.NullMarked;
