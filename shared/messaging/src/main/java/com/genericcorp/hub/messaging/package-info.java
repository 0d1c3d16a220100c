/** Hints from one function to another, over SQS. */
@NullMarked
package com.genericcorp.hub.messaging;

import org.jspecify.annotations.NullMarked;
