/** A tenant's data as one file, and where such files are kept. */
@NullMarked
package com.genericcorp.hub.provisioning.export;

import org.jspecify.annotations.NullMarked;
