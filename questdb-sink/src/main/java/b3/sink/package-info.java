/** Dataset topics into QuestDB tables. */
@NullMarked
package b3.sink;

import org.jspecify.annotations.NullMarked;
