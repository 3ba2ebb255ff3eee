/** The few words of tasks that every page carries; the others come with the views. */
export const titles = {
  tasks: 'Tasks',
  newTask: 'New task',
  newAlso: 'todo to-do remind reminder due add',
} as const;
