/* Multiboot: QEMU loads and starts it without a boot loader, in 32-bit mode without paging. */
	.text
	.align 4
	.long 0x1badb002, 0, -0x1badb002
	.globl _start, tick
_start:
	cli
	mov $stack, %esp
	call guest
/* A clock's interrupt: it ends the processor's rest, no more. */
tick:
	push %eax
	mov $0x20, %al
	out %al, $0x20
	pop %eax
	iret
	.bss
	.skip 4096
stack:
	.section .note.GNU-stack, "", @progbits
