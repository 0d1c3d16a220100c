/** Envelope encryption of everything that must not be readable at rest. */
@NullMarked
package com.genericcorp.hub.secrets;

import org.jspecify.annotations.NullMarked;
