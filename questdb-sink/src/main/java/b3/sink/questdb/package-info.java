/** Messages as rows, and the database that takes them: the one place that knows QuestDB. */
@NullMarked
package b3.sink.questdb;

import org.jspecify.annotations.NullMarked;
