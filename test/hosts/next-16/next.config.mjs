/** The app is a project of its own inside the repository. */
export default { turbopack: { root: import.meta.dirname } };
