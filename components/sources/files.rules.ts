/** What a browser offers when a person chooses a file to be read; what cannot be read says why when it comes. */
export const FILES = '.pdf,.docx,.docm,.html,.htm,.xhtml,.md,.markdown,.txt,text/*,application/pdf';
