/** Deploy-time migrations: the control plane, then the whole tenant fleet. */
@NullMarked
package com.genericcorp.hub.migration;

import org.jspecify.annotations.NullMarked;
