/** The audit log, as its tenant reads it. */
@NullMarked
package com.genericcorp.hub.api.auditlog;

import org.jspecify.annotations.NullMarked;
