/** The query API: reads QuestDB, serves JSON, CSV, live streams and a page. */
@NullMarked
package b3.api;

import org.jspecify.annotations.NullMarked;
