/** What tenants use: meters, the counts that Redis still holds, and how rows become usage. */
@NullMarked
package com.genericcorp.hub.usage;

import org.jspecify.annotations.NullMarked;
