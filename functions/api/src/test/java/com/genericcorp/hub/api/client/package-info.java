/** One client for the API's two HTTP shapes: events through the Lambda runtime, or plain HTTP. */
@NullMarked
package com.genericcorp.hub.api.client;

import org.jspecify.annotations.NullMarked;
