/** What a collector is, and the collectors that serve several feeds. */
@NullMarked
package b3.collector.source;

import org.jspecify.annotations.NullMarked;
