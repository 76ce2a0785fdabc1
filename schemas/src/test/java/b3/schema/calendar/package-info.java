@NullMarked
package b3.schema.calendar;

import org.jspecify.annotations.NullMarked;
