/** Who is calling, and on which host. */
@NullMarked
package com.genericcorp.hub.api.auth;

import org.jspecify.annotations.NullMarked;
