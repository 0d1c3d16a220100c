package com.genericcorp.hub.api.event;

import com.genericcorp.hub.ids.Id;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What the publisher of an event is told; each publication is an event of its own, so never a duplicate. */
@RegisterForReflection
record PublishedEvent(Id eventId, boolean duplicate) {}
