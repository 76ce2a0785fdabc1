/** What travels between the programs: feeds, datasets, records, topics and how they become bytes. */
@NullMarked
package b3.schema;

import org.jspecify.annotations.NullMarked;
