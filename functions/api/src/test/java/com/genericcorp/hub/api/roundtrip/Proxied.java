package com.genericcorp.hub.api.roundtrip;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The proxy before this test's Redis. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface Proxied {}
