package com.genericcorp.hub.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which queues the functions share. */
@ConfigMapping(prefix = "hub.queue")
public interface MessagingConfig {

    /** {@code HUB_QUEUE_PREFIX}: what every queue's name starts with, so that installations can share an account. */
    @WithDefault("hub-")
    String prefix();
}
