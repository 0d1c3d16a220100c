package com.genericcorp.hub.api.ingest;

import com.genericcorp.hub.ids.Id;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a provider is told: the event, and whether it was there already. */
@RegisterForReflection
record IngestAnswer(Id eventId, boolean duplicate) {}
