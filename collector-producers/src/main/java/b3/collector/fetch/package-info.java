/** Fetching over HTTP: one request to a source becomes one answer, whatever the source and the network do. */
@NullMarked
package b3.collector.fetch;

import org.jspecify.annotations.NullMarked;
