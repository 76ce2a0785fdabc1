/** The command {@code up}: Kafka, QuestDB and the four programs in one process. */
@NullMarked
package b3.stack.up;

import org.jspecify.annotations.NullMarked;
