@NullMarked
package com.genericcorp.hub.provisioning.export;

import org.jspecify.annotations.NullMarked;
