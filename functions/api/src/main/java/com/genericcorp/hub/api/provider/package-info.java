/** Providers: whose webhooks the hub takes in, how each proves itself, and what its payloads mean. */
@NullMarked
package com.genericcorp.hub.api.provider;

import org.jspecify.annotations.NullMarked;
