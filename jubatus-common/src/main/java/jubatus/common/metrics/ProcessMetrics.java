package jubatus.common.metrics;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import jubatus.common.cli.Version;
import jubatus.common.process.ProcessMemory;

/** What any Java process tells of itself, by the names that Prometheus' own client libraries use. */
public final class ProcessMetrics implements MetricSource {
    private static final double KIB = 1024;
    private static final double MILLIS = 1e3;

    private final String program;

    public ProcessMetrics(String program) {
        this.program = program;
    }

    @Override
    public void addTo(MetricPage page) {
        page.info("jubatus_build", "1, with what runs.", "program", program, "version", Version.NUMBER);
        ProcessMemory memory = ProcessMemory.read();
        page.gauge("process_resident_memory_bytes", "Resident memory.", memory.residentKib() * KIB);
        page.gauge("process_virtual_memory_bytes", "Virtual memory.", memory.virtualKib() * KIB);
        page.gauge(
                "process_start_time_seconds",
                "Unix time of the start.",
                ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS);
        page.gauge(
                "jvm_threads_current",
                "Threads.",
                ManagementFactory.getThreadMXBean().getThreadCount());
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        page.gauge("jvm_memory_used_bytes", "Heap in use, rubbish included.", heap.getUsed(), "area", "heap");
        page.gauge("jvm_memory_max_bytes", "Heap at most.", heap.getMax(), "area", "heap");
        ManagementFactory.getGarbageCollectorMXBeans().forEach(collector -> {
            String name = collector.getName();
            page.counter("jvm_gc_collections", "Collections.", Math.max(0, collector.getCollectionCount()), "gc", name);
            page.counter(
                    "jvm_gc_collection_seconds",
                    "Time of collections.",
                    Math.max(0, collector.getCollectionTime()) / MILLIS,
                    "gc",
                    name);
        });
    }
}
