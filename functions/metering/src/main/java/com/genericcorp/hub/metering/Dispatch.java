package com.genericcorp.hub.metering;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.messaging.Queue;
import com.genericcorp.hub.messaging.QueueSender;
import jakarta.inject.Singleton;
import java.util.List;

/** Hands the tenants out, a message for each batch. What no queue takes is counted here and now. */
@Singleton
final class Dispatch {
    private final QueueSender sender;
    private final TenantUsage usage;

    Dispatch(QueueSender sender, TenantUsage usage) {
        this.sender = sender;
        this.usage = usage;
    }

    void send(List<Due> due) {
        List<List<TenantId>> batches = Work.batches(due);
        for (int i = 0; i < batches.size(); i++) {
            if (!sender.send(Queue.METERING, batches.get(i))) {
                usage.rollUp(batches.subList(i, batches.size()).stream()
                        .flatMap(List::stream)
                        .toList());
                return;
            }
        }
    }
}
