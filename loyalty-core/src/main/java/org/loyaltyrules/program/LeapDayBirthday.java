package org.loyaltyrules.program;

/** On which day somebody born on 29 February has their birthday in other years. */
public enum LeapDayBirthday {
    /** 28 February. */
    FEB_28,
    /** 1 March. */
    MAR_1
}
