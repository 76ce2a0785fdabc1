/** The tables of the datasets in QuestDB, and which of their rows stand. */
@NullMarked
package b3.schema.sql;

import org.jspecify.annotations.NullMarked;
