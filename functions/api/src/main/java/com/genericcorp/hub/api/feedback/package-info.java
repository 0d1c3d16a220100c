/** What tenants tell the operators about the hub. */
@NullMarked
package com.genericcorp.hub.api.feedback;

import org.jspecify.annotations.NullMarked;
