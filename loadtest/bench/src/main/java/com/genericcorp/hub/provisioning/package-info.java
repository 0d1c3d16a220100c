@NullMarked
package com.genericcorp.hub.provisioning;

import org.jspecify.annotations.NullMarked;
