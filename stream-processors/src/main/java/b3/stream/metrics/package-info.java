/** Counts what the topologies report: documents, rejections and calculations. */
@NullMarked
package b3.stream.metrics;

import org.jspecify.annotations.NullMarked;
