/** Publishing documents and the records of attempts on Kafka. */
@NullMarked
package b3.collector.publish;

import org.jspecify.annotations.NullMarked;
