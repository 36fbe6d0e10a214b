package org.chattycat.app;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * How far the live heap grows: the most that a garbage collection leaves, less what was live before. What waits to be collected
 * does not count.
 */
final class HeapGrowth implements NotificationListener {
    private static final double MIB = 1 << 20;

    private final long before;
    private final AtomicLong most = new AtomicLong();

    private HeapGrowth(long before) {
        this.before = before;
    }

    static HeapGrowth watch() {
        System.gc();
        HeapGrowth growth = new HeapGrowth(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(growth, null, null);
        }
        return growth;
    }

    @Override
    public void handleNotification(Notification notification, Object handback) {
        CompositeData collection = (CompositeData) ((CompositeData) notification.getUserData()).get("gcInfo");
        if (collection != null) {
            most.accumulateAndGet(usedAfter(collection), Math::max);
        }
    }

    private static long usedAfter(CompositeData collection) {
        return com.sun.management.GcInfo.from(collection).getMemoryUsageAfterGc().values().stream()
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    double growthMiB() {
        for (GarbageCollectorMXBean collector : List.copyOf(ManagementFactory.getGarbageCollectorMXBeans())) {
            try {
                ((NotificationEmitter) collector).removeNotificationListener(this);
            } catch (javax.management.ListenerNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return Math.max(0, most.get() - before) / MIB;
    }
}
