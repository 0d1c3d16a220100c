/** Real servers and ready tenants for tests. */
@NullMarked
package com.genericcorp.hub.testing;

import org.jspecify.annotations.NullMarked;
