/** What tenants used and what it cost: as the roll-ups stored it, and for a tenant itself as it is now. */
@NullMarked
package com.genericcorp.hub.api.usage;

import org.jspecify.annotations.NullMarked;
