/**
 * What every program of the system has: settings of Kafka and QuestDB, secrets, the check of settings, the start, health
 * and metrics. Only this package of the module knows Spring, which is optional here: who only reads the records needs none.
 */
@NullMarked
package b3.program;

import org.jspecify.annotations.NullMarked;
