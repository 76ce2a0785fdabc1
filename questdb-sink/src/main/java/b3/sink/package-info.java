/**
 * Dataset topics into QuestDB tables: a batch of messages becomes rows, the rows one flush, and only what the database
 * acknowledged is committed.
 */
@NullMarked
package b3.sink;

import org.jspecify.annotations.NullMarked;
