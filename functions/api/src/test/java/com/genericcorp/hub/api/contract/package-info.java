/** Cases made from the contract: who may do what, what is refused, and that its examples work. */
@NullMarked
package com.genericcorp.hub.api.contract;

import org.jspecify.annotations.NullMarked;
