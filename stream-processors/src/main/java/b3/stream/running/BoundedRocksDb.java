package b3.stream.running;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Settings of every store on disk: all stores of the program share one bounded memory, outside the heap, for blocks read,
 * indexes and writes; blocks are compressed. Without it each store would take up to 98 MiB of its own.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long MEMORY_BYTES = 96 * MEBIBYTE;
    private static final long WRITES_BYTES = 32 * MEBIBYTE;
    private static final long WRITE_BUFFER_BYTES = 8 * MEBIBYTE;
    private static final int WRITE_BUFFERS = 2;
    private static final double FOR_INDEXES = 0.2;

    private static final Cache MEMORY = new LRUCache(MEMORY_BYTES, -1, false, FOR_INDEXES);
    private static final WriteBufferManager WRITES = new WriteBufferManager(WRITES_BYTES, MEMORY);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> settings) {
        BlockBasedTableConfig blocks = (BlockBasedTableConfig) options.tableFormatConfig();
        blocks.setBlockCache(MEMORY);
        blocks.setCacheIndexAndFilterBlocks(true);
        blocks.setCacheIndexAndFilterBlocksWithHighPriority(true);
        blocks.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(blocks);
        options.setWriteBufferManager(WRITES);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    /** Closes nothing, because all stores share the memory. */
    @Override
    public void close(String store, Options options) {}
}
