package org.chattycat.app;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
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

    /** A collection also tells of pools that are not part of the heap, such as compiled code. */
    private static final Set<String> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

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
        return com.sun.management.GcInfo.from(collection).getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> HEAP.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
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
